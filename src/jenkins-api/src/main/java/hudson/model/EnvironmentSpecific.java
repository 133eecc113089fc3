package hudson.model;

import hudson.EnvVars;

public interface EnvironmentSpecific<T extends EnvironmentSpecific<T>> {
  abstract T forEnvironment(EnvVars arg0);
}
