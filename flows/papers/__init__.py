"""文书: what an act calls for, as PDF/A and editable .docx. The words are in `config/papers/*.yaml`, the layouts beside
them as `.typ`; what people typed goes through as data and is never read as markup."""
