"""What is filled in: workbooks in, entries by hand, nil reports, attendance, presentations."""
