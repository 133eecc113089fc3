package dev.mlbox.jenkins.page;

import hudson.init.InitMilestone;
import hudson.init.Initializer;
import hudson.security.Permission;
import hudson.security.PermissionGroup;
import hudson.security.PermissionScope;
import jenkins.model.Jenkins;

/** Who may change by hand what serves; nobody but administrators unless it is given. */
public final class MlboxPermissions {
  public static final PermissionGroup GROUP =
      new PermissionGroup(MlboxPermissions.class, Messages._MlboxPermissions_title());

  public static final Permission PROMOTE =
      new Permission(
          GROUP,
          "Promote",
          Messages._MlboxPermissions_promote(),
          Jenkins.ADMINISTER,
          true,
          new PermissionScope[] {PermissionScope.RUN});

  public static final Permission REVERT =
      new Permission(
          GROUP,
          "Revert",
          Messages._MlboxPermissions_revert(),
          Jenkins.ADMINISTER,
          true,
          new PermissionScope[] {PermissionScope.RUN});

  private MlboxPermissions() {}

  /** Loads this class early, so that authorization strategies know the permissions by name. */
  @Initializer(before = InitMilestone.SYSTEM_CONFIG_LOADED)
  public static void register() {
    GROUP.getPermissions();
  }
}
