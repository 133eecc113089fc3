package hudson.model;

public interface Action extends ModelObject {
  abstract String getIconFileName();

  abstract String getDisplayName();

  abstract String getUrlName();
}
