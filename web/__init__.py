"""Pages rendered on the server: public portal, desks, meeting, auditors."""
