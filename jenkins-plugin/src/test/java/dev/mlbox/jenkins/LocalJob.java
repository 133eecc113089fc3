package dev.mlbox.jenkins;

import hudson.model.Job;

/** The job of a {@link LocalRun}. */
public abstract class LocalJob extends Job<LocalJob, LocalRun> {}
