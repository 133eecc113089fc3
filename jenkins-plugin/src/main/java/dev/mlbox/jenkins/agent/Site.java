package dev.mlbox.jenkins.agent;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.TaskListener;

/**
 * Where a command runs.
 *
 * @param workspace on the agent
 * @param launcher into whatever surrounds it, a container for example
 * @param environment of the build
 * @param listener the build's log
 */
public record Site(
    FilePath workspace, Launcher launcher, EnvVars environment, TaskListener listener) {}
