"""What a workshop is held with: session plans, slides, worksheets, and the pack for rooms without a network."""
