package hudson.model;

public interface ModelObject {
  abstract String getDisplayName();
}
