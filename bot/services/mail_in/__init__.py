"""Mail that comes in: replies of customers and colleagues, reports that a mail came back. One verb a file."""
