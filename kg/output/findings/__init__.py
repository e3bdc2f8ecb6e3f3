"""Findings of the audit in every form that is asked for."""
