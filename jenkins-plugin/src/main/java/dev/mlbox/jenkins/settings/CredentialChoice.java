package dev.mlbox.jenkins.settings;

import com.cloudbees.plugins.credentials.CredentialsMatcher;
import com.cloudbees.plugins.credentials.CredentialsMatchers;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardListBoxModel;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import hudson.model.Item;
import hudson.security.ACL;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import java.util.List;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.plaincredentials.FileCredentials;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.jspecify.annotations.Nullable;

/** The kinds of credentials that forms offer; only to those who may use credentials there. */
public enum CredentialChoice {
  FILE(FileCredentials.class),
  TOKEN(StringCredentials.class, StandardUsernamePasswordCredentials.class),
  USER_AND_PASSWORD(StandardUsernamePasswordCredentials.class);

  private final Class<? extends StandardCredentials> kind;
  private final Class<? extends StandardCredentials> other;

  CredentialChoice(Class<? extends StandardCredentials> kind) {
    this(kind, kind);
  }

  CredentialChoice(
      Class<? extends StandardCredentials> kind, Class<? extends StandardCredentials> other) {
    this.kind = kind;
    this.other = other;
  }

  /**
   * What there is to choose from.
   *
   * @param item where the form is; null in the global configuration
   * @param present the value that must stay in the list
   */
  public ListBoxModel items(@Nullable Item item, String present) {
    StandardListBoxModel model = new StandardListBoxModel();
    model.includeEmptyValue();
    if (isAllowed(item)) {
      CredentialsMatcher ours =
          CredentialsMatchers.anyOf(
              CredentialsMatchers.instanceOf(kind), CredentialsMatchers.instanceOf(other));
      if (item == null) {
        model.includeMatchingAs(ACL.SYSTEM2, Jenkins.get(), common(), List.of(), ours);
      } else {
        model.includeMatchingAs(ACL.SYSTEM2, item, common(), List.of(), ours);
      }
    }
    model.includeCurrentValue(present);
    return model;
  }

  /**
   * Whether an id is one of these, for whoever may see which there are.
   *
   * @param item where the form is; null in the global configuration
   * @param id as the form has it; empty for none
   */
  public FormValidation check(@Nullable Item item, String id) {
    return id.isBlank() || !isAllowed(item) || isOneOf(present(item), id)
        ? FormValidation.ok()
        : FormValidation.error(Messages.CredentialChoice_unknown(id));
  }

  private List<? extends StandardCredentials> present(@Nullable Item item) {
    return item == null
        ? CredentialsProvider.lookupCredentialsInItemGroup(
            common(), Jenkins.get(), ACL.SYSTEM2, List.of())
        : CredentialsProvider.lookupCredentialsInItem(common(), item, ACL.SYSTEM2, List.of());
  }

  /** Whether one of some credentials has that id and is of such a kind. */
  boolean isOneOf(List<? extends StandardCredentials> present, String id) {
    return present.stream()
        .anyMatch(
            each ->
                each.getId().equals(id) && (kind.isInstance(each) || other.isInstance(each)));
  }

  private Class<? extends StandardCredentials> common() {
    return kind.equals(other) ? kind : StandardCredentials.class;
  }

  private static boolean isAllowed(@Nullable Item item) {
    return item == null
        ? Jenkins.get().hasPermission(Jenkins.ADMINISTER)
        : item.hasPermission(Item.EXTENDED_READ)
            || item.hasPermission(CredentialsProvider.USE_ITEM);
  }
}
