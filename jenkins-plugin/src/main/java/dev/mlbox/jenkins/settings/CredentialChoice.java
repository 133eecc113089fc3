package dev.mlbox.jenkins.settings;

import com.cloudbees.plugins.credentials.CredentialsMatchers;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardListBoxModel;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import hudson.model.Item;
import hudson.security.ACL;
import hudson.util.ListBoxModel;
import java.util.List;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.plaincredentials.FileCredentials;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.jspecify.annotations.Nullable;

/** The kinds of credentials that forms offer; only to those who may use credentials there. */
public enum CredentialChoice {
  FILE(FileCredentials.class),
  TEXT(StringCredentials.class),
  USER_AND_PASSWORD(StandardUsernamePasswordCredentials.class);

  private final Class<? extends StandardCredentials> kind;

  CredentialChoice(Class<? extends StandardCredentials> kind) {
    this.kind = kind;
  }

  /**
   * What there is to choose from.
   *
   * @param item where the form is; null in the global configuration
   * @param present the value that must stay in the list
   */
  public ListBoxModel items(@Nullable Item item, String present) {
    StandardListBoxModel model = new StandardListBoxModel();
    boolean allowed =
        item == null
            ? Jenkins.get().hasPermission(Jenkins.ADMINISTER)
            : item.hasPermission(Item.EXTENDED_READ)
                || item.hasPermission(CredentialsProvider.USE_ITEM);
    model.includeEmptyValue();
    if (allowed && item == null) {
      model.includeMatchingAs(
          ACL.SYSTEM2, Jenkins.get(), kind, List.of(), CredentialsMatchers.instanceOf(kind));
    } else if (allowed) {
      model.includeMatchingAs(
          ACL.SYSTEM2, item, kind, List.of(), CredentialsMatchers.instanceOf(kind));
    }
    model.includeCurrentValue(present);
    return model;
  }
}
