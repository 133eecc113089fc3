package dev.mlbox.engine.git;

import dev.mlbox.core.port.StepListener;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.PushResult;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.jspecify.annotations.Nullable;

/**
 * The repository that baselines are shared through. One that cannot be reached is told and passed
 * over: what was written stays here, and goes there with the next record.
 */
final class BaselineRemote {
  private static final Pattern BUSY = Pattern.compile("(?is).*(lock|failed to update|\\.keep).*");

  private static final int TRIES = 10;

  private final Repository repository;
  private final String name;
  private final GitAccess access;
  private final StepListener listener;
  private int busy;
  private @Nullable String away;

  BaselineRemote(Repository repository, String name, GitAccess access, StepListener listener) {
    this.repository = repository;
    this.name = name;
    this.access = access;
    this.listener = listener;
  }

  /** What went wrong first, in words; empty while all went well. */
  Optional<String> away() {
    return Optional.ofNullable(away);
  }

  private void tellAway(String what, @Nullable String why) {
    String told = what + GitAccess.withoutLogins(why);
    if (away == null) {
      away = told;
    }
    listener.warning(told);
  }

  private void tellUnpushed(@Nullable String why) {
    tellAway(
        "the baselines cannot be pushed to " + name + ": ",
        GitAccess.withoutFullStop(why)
            + "; they stay on this machine: let it push refs/mlbox/* (MLBOX_GIT_TOKEN), or keep them elsewhere with baseline.store");
  }

  /** Brings what the remote has under a ref here; empty when it has nothing or is away. */
  Optional<ObjectId> fetch(String ref) {
    for (int i = 1; ; i++) {
      try (Git git = new Git(repository)) {
        return fetch(git, ref);
      } catch (GitAPIException | IOException e) {
        // Another command may be fetching the same.
        if (i == TRIES || !isBusy(e.getMessage())) {
          tellAway("the baselines of " + name + " cannot be fetched: ", e.getMessage());
          return Optional.empty();
        }
      }
    }
  }

  private Optional<ObjectId> fetch(Git git, String ref) throws GitAPIException, IOException {
    Optional<ObjectId> there = there(git, ref);
    if (there.isEmpty() || there.get().equals(repository.resolve(ref))) {
      return there;
    }
    // Without a destination: what is here and not there yet must not be overwritten.
    Ref fetched =
        git.fetch()
            .setRemote(name)
            .setTransportConfigCallback(access)
            .setRefSpecs(new RefSpec(ref))
            .call()
            .getAdvertisedRef(ref);
    return Optional.ofNullable(fetched).map(Ref::getObjectId);
  }

  private static boolean isBusy(@Nullable String words) {
    return BUSY.matcher(String.valueOf(words)).matches();
  }

  private Optional<ObjectId> there(Git git, String ref) throws GitAPIException {
    return Optional.ofNullable(
            git.lsRemote().setRemote(name).setTransportConfigCallback(access).callAsMap().get(ref))
        .map(Ref::getObjectId);
  }

  /** Sends a ref; false when the remote has moved on, so that its part has to be taken in first. */
  boolean push(String ref) {
    try (Git git = new Git(repository)) {
      Optional<ObjectId> before = there(git, ref);
      for (PushResult result :
          git.push()
              .setRemote(name)
              .setTransportConfigCallback(access)
              .setRefSpecs(new RefSpec(ref + ":" + ref))
              .call()) {
        for (RemoteRefUpdate update : result.getRemoteUpdates()) {
          if (!taken(update, git, before)) {
            return false;
          }
        }
      }
    } catch (GitAPIException e) {
      // Another command may be sending the same.
      if (isBusy(e.getMessage()) && ++busy < TRIES) {
        return false;
      }
      tellUnpushed(e.getMessage());
    }
    return true;
  }

  private boolean taken(RemoteRefUpdate update, Git git, Optional<ObjectId> before)
      throws GitAPIException {
    return switch (update.getStatus()) {
      case OK, UP_TO_DATE -> true;
      case REJECTED_NONFASTFORWARD, REJECTED_REMOTE_CHANGED -> false;
      default -> {
        String why = String.valueOf(update.getMessage());
        boolean moved = !there(git, update.getRemoteName()).equals(before);
        if (moved || (isBusy(why) && ++busy < TRIES)) {
          yield false;
        }
        tellUnpushed("it says: " + why);
        yield true;
      }
    };
  }
}
