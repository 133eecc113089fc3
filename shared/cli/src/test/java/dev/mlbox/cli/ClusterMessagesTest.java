package dev.mlbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/**
 * What a user reads when a cluster or a registry cannot be used: the whole message and the exit
 * code.
 */
class ClusterMessagesTest extends MessageStage {
  private static final String NOWHERE =
      """
      apiVersion: v1
      kind: Config
      current-context: prod
      contexts:
        - name: prod
          context: {cluster: here, user: me, namespace: ml}
      clusters:
        - name: here
          cluster: {server: "https://127.0.0.1:1"}
      users:
        - name: me
          user: {token: secret}
      """;

  private void kubeconfig(String text) throws IOException {
    shell.environment.put("KUBECONFIG", shell.write("kube.conf", text).toString());
  }

  @Test
  void noKubeconfig() throws IOException {
    shell.write("mlbox.yaml", CLUSTER);
    says(
        4,
        """
        mlbox: there is no kubeconfig
          where:    FOLDER/home/.kube/config
          expected: the file that gives access to the cluster
          remedy:   set KUBECONFIG, or get the file from whoever runs the cluster
        """,
        "deploy");
  }

  @Test
  void aKubeconfigThatIsNoYaml() throws IOException {
    shell.write("mlbox.yaml", CLUSTER);
    kubeconfig("clusters: [\n  name: here\n");
    says(
        4,
        """
        mlbox: the kubeconfig cannot be read: while parsing a flow sequence, line 1
          where:    FOLDER/kube.conf
          expected: a YAML file as `kubectl config view --raw` prints it
        """,
        "deploy");
  }

  @Test
  void aKubeconfigWithoutContexts() throws IOException {
    shell.write("mlbox.yaml", CLUSTER);
    kubeconfig("apiVersion: v1\nkind: Config\n");
    says(
        4,
        """
        mlbox: no context is current in FOLDER/kube.conf
          where:    mlbox.yaml:9
          expected: a kubeconfig with a context
          remedy:   set deploy.context, or choose one with `kubectl config use-context`
        """,
        "deploy");
  }

  @Test
  void aContextThatIsNotInTheKubeconfig() throws IOException {
    shell.write("mlbox.yaml", CLUSTER.replace("to: kubernetes", "to: kubernetes\n  context: prd"));
    kubeconfig(NOWHERE);
    says(
        4,
        """
        mlbox: there is no context prd in FOLDER/kube.conf
          where:    mlbox.yaml:11
          expected: one of: prod
        """,
        "deploy");
  }

  @Test
  void aClusterThatDoesNotAnswer() throws IOException {
    shell.write("mlbox.yaml", CLUSTER);
    kubeconfig(NOWHERE);
    says(
        5,
        """
        mlbox: the API server https://127.0.0.1:1 does not answer: the connection was refused
          where:    context prod, namespace ml
          expected: a Kubernetes API server at that address
          remedy:   check the network and the cluster with `mlbox doctor`
        """,
        "deploy");
  }

  @Test
  void aRegistryThatDoesNotAnswer() throws IOException {
    shell.write(
        "mlbox.yaml",
        CLUSTER.replace("to: kubernetes", "to: kubernetes\n  base: 127.0.0.1:1/mlbox/jre:17"));
    try (AllowingApi api = new AllowingApi()) {
      kubeconfig(NOWHERE.replace("https://127.0.0.1:1", api.url()));
      says(
          5,
          """
          mlbox: registry 127.0.0.1:1 does not answer: Connection refused
            where:    mlbox.yaml:12
            expected: a registry that listens on port 1
            remedy:   check the name and the network, then try again
          """,
          "box");
      // Nothing was loaded, trained or evaluated for nothing.
      assertThat(shell.out()).isEmpty();
    }
  }

  @Test
  void aMisspeltFieldOfAPod() throws IOException {
    shell.write(
        "mlbox.yaml",
        CLUSTER.replace("to: kubernetes", "to: kubernetes\n  pod: {nodeSelektor: {disk: ssd}}"));
    try (AllowingApi api = new AllowingApi()) {
      kubeconfig(NOWHERE.replace("https://127.0.0.1:1", api.url()));
      says(
          4,
          """
          mlbox: deploy.pod is refused: failed to create typed patch object (ml/tiny-0000000000; apps/v1, Kind=Deployment): .spec.template.spec.nodeSelektor: field not declared in schema
            where:    mlbox.yaml:9
            expected: fields of a pod's spec, as `kubectl explain pod.spec` lists them
          """,
          "box");
      // Nothing was loaded, trained or evaluated for nothing.
      assertThat(shell.out()).isEmpty();
    }
  }

  @Test
  void statusOfAClusterThatDoesNotAnswer() throws IOException {
    shell.write("mlbox.yaml", CLUSTER);
    kubeconfig(NOWHERE);
    says(
        5,
        """
        mlbox: the API server https://127.0.0.1:1 does not answer: the connection was refused
          where:    context prod, namespace ml
          expected: a Kubernetes API server at that address
          remedy:   check the network and the cluster with `mlbox doctor`
        """,
        "status");
  }

  @Test
  void noImageForACluster() throws IOException {
    configured("to: local", "to: kubernetes");
    says(
        4,
        """
        mlbox: deploy.image is not set
          where:    mlbox.yaml:9
          expected: the repository that the cluster pulls from
          remedy:   add a line such as `image: registry.example.com/team/model`, or name a context of kind, k3d or minikube, which need none
        """,
        "deploy");
  }
}
