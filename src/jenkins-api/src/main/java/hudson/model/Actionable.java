package hudson.model;

import java.util.List;

public abstract class Actionable {
  public <T extends Action> List<T> getActions(Class<T> arg0) {
    throw new UnsupportedOperationException("a signature only");
  }

  public void addAction(Action arg0) {
    throw new UnsupportedOperationException("a signature only");
  }

  public boolean addOrReplaceAction(Action arg0) {
    throw new UnsupportedOperationException("a signature only");
  }

  public <T extends Action> T getAction(Class<T> arg0) {
    throw new UnsupportedOperationException("a signature only");
  }
}
