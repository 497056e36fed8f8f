"""What is signed: minutes, the commitment sheet, the attendance sheet."""
