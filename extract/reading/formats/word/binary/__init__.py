"""Documents of Word 97-2003 and WPS in the binary format ([MS-DOC]): what of their streams a reader of lists needs."""
