"""What two editions or several cities do not share, as pages and workbooks."""
