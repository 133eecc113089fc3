package hudson.security;

import org.jvnet.localizer.Localizable;

public final class Permission {
  public Permission() {}

  public Permission(
      PermissionGroup arg0,
      String arg1,
      Localizable arg2,
      Permission arg3,
      boolean arg4,
      PermissionScope[] arg5)
      throws IllegalStateException {}
}
