package org.jenkinsci.plugins.workflow.actions;

import hudson.model.Result;

public class WarningAction implements PersistentAction {
  public WarningAction(Result arg0) {}

  public WarningAction withMessage(String arg0) {
    throw new UnsupportedOperationException("a signature only");
  }

  public String getDisplayName() {
    throw new UnsupportedOperationException("a signature only");
  }

  public String getIconFileName() {
    throw new UnsupportedOperationException("a signature only");
  }

  public String getUrlName() {
    throw new UnsupportedOperationException("a signature only");
  }
}
