"""The pages of a ledger and their JSON twins; nothing is loaded before `onrecord.web.app` is asked for."""
