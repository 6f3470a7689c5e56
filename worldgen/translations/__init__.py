"""A lesson's texts out to translators and back: PO and XLIFF, beside the lesson."""
