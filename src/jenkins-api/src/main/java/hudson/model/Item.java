package hudson.model;

import hudson.security.AccessControlled;
import hudson.security.Permission;

public interface Item extends AccessControlled {
  static final Permission CANCEL = new Permission();
  static final Permission CONFIGURE = new Permission();
  static final Permission EXTENDED_READ = new Permission();
}
