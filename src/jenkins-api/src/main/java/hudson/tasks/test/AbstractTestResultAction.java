package hudson.tasks.test;

import hudson.model.Action;

@SuppressWarnings("rawtypes")
public abstract class AbstractTestResultAction<T extends AbstractTestResultAction>
    implements Action {
  @Override
  public String getIconFileName() {
    throw new UnsupportedOperationException("a signature only");
  }

  @Override
  public String getDisplayName() {
    throw new UnsupportedOperationException("a signature only");
  }

  @Override
  public String getUrlName() {
    throw new UnsupportedOperationException("a signature only");
  }
}
