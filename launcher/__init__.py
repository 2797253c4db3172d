"""Starts everything the portal needs on one machine: no docker, no root, no server installed beforehand."""
