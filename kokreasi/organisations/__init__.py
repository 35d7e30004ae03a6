"""Ministries and agencies, civil society and partners: their names over time and their people."""
