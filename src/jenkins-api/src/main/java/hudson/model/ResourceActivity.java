package hudson.model;

public interface ResourceActivity {
  abstract String getDisplayName();
}
