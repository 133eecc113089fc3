package hudson.security;

import org.springframework.security.access.AccessDeniedException;

public interface AccessControlled {
  abstract ACL getACL();

  default void checkPermission(Permission arg0) throws AccessDeniedException {
    throw new UnsupportedOperationException("a signature only");
  }

  default boolean hasPermission(Permission arg0) {
    throw new UnsupportedOperationException("a signature only");
  }
}
