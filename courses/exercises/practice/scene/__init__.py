"""Scenes that are played choice by choice: a chat, a call, a message, a face scan."""
