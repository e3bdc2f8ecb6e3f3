"""From lists to the folder of a build: intake, the build itself, its manifest, data card and summary, verdicts."""
