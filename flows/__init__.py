"""One Prefect flow per stage, and what starts, resumes and sweeps them. A flow decides nothing."""
