"""The ISU rules: issues, their ranks, APKL."""
