package dev.mlbox.jenkins;

import hudson.model.Action;
import hudson.model.Run;
import hudson.security.ACL;
import hudson.security.Permission;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** A build with a folder, to which actions can be added, and in which all is permitted. */
@NullUnmarked
public final class LocalRun extends Run<LocalJob, LocalRun> {
  private final Path folder;
  private final List<Action> actions = new ArrayList<>();
  public boolean building = true;
  public int saved;

  public LocalRun(Path folder) {
    this.folder = folder;
  }

  @Override
  public File getRootDir() {
    return folder.toFile();
  }

  @Override
  public int getNumber() {
    return 1;
  }

  @Override
  public String getDisplayName() {
    return "#1";
  }

  @Override
  public @Nullable LocalRun getPreviousBuild() {
    return null;
  }

  @Override
  public boolean isBuilding() {
    return building;
  }

  @Override
  public synchronized void save() {
    saved++;
  }

  @Override
  public void addAction(Action action) {
    actions.add(action);
    if (action instanceof jenkins.model.RunAction2 aware) {
      aware.onAttached(this);
    }
  }

  @Override
  public <T extends Action> List<T> getActions(Class<T> kind) {
    return actions.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  @Override
  public <T extends Action> @Nullable T getAction(Class<T> kind) {
    return getActions(kind).stream().findFirst().orElse(null);
  }

  @Override
  public void checkPermission(Permission permission) {}

  @Override
  public ACL getACL() {
    throw new UnsupportedOperationException("nobody asks");
  }
}
