package hudson.security;

import java.util.List;
import org.jvnet.localizer.Localizable;

public final class PermissionGroup {
  public PermissionGroup(Class arg0, Localizable arg1) throws IllegalStateException {}

  public synchronized List<Permission> getPermissions() {
    throw new UnsupportedOperationException("a signature only");
  }
}
