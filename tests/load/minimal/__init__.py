"""A minimal Django site as durable as ours, to compare answers with: session, person, one insert under a unique key."""
