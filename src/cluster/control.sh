# A control plane's keys and programs: what a cluster with a real node and one with simulated nodes have in common.
# Read after common.sh; DIR is the cluster's folder and PKI the one in it for keys.
# shellcheck shell=bash disable=SC2154

keys() {
  openssl req -x509 -newkey rsa:2048 -nodes -keyout "$PKI/ca.key" -out "$PKI/ca.crt" -days 3650 -subj /CN=mlbox-test-ca
  openssl genrsa -out "$PKI/sa.key" 2048
  openssl rsa -in "$PKI/sa.key" -pubout -out "$PKI/sa.pub"
  key apiserver /CN=kube-apiserver "DNS:localhost,DNS:kubernetes,DNS:kubernetes.default,DNS:kubernetes.default.svc,IP:10.96.0.1,IP:$HOST_IP"
  key admin /O=system:masters/CN=admin DNS:admin
  key node /O=system:nodes/CN=system:node:node1 "DNS:node1,IP:$NODE_IP"
}
key() { # NAME SUBJECT ALTERNATIVE_NAMES
  openssl req -newkey rsa:2048 -nodes -keyout "$PKI/$1.key" -out "$PKI/$1.csr" -subj "$2"
  openssl x509 -req -in "$PKI/$1.csr" -CA "$PKI/ca.crt" -CAkey "$PKI/ca.key" -CAcreateserial -days 3650 -out "$PKI/$1.crt" \
    -extfile <(printf 'subjectAltName=%s\nextendedKeyUsage=serverAuth,clientAuth' "$3")
}
kubeconfig() { # FILE KEY
  cat >"$DIR/$1" <<C
apiVersion: v1
kind: Config
current-context: mlbox-test
contexts: [{name: mlbox-test, context: {cluster: mlbox-test, user: $2}}]
clusters: [{name: mlbox-test, cluster: {server: "https://$HOST_IP:6443", certificate-authority-data: $(base64 -w0 "$PKI/ca.crt")}}]
users: [{name: $2, user: {client-certificate-data: $(base64 -w0 "$PKI/$2.crt"), client-key-data: $(base64 -w0 "$PKI/$2.key")}}]
C
}

# control_plane OPTION...: of the controllers
control_plane() {
  define etcd etcd --data-dir="$DIR/etcd" --unsafe-no-fsync --initial-cluster="default=http://$HOST_IP:2380" \
    --listen-client-urls="http://$HOST_IP:2379" --advertise-client-urls="http://$HOST_IP:2379" \
    --listen-peer-urls="http://$HOST_IP:2380" --initial-advertise-peer-urls="http://$HOST_IP:2380"
  # exec, logs and the pod proxy need the node by its address; --enable-aggregator-routing lets APIServices answer.
  define apiserver "$KUBE/kube-apiserver" --etcd-servers="http://$HOST_IP:2379" --bind-address=$HOST_IP --secure-port=6443 \
    --tls-cert-file="$PKI/apiserver.crt" --tls-private-key-file="$PKI/apiserver.key" --client-ca-file="$PKI/ca.crt" \
    --authorization-mode=Node,RBAC --allow-privileged --service-cluster-ip-range=$SERVICES \
    --service-account-issuer=https://kubernetes.default.svc --service-account-key-file="$PKI/sa.pub" --service-account-signing-key-file="$PKI/sa.key" \
    --kubelet-client-certificate="$PKI/admin.crt" --kubelet-client-key="$PKI/admin.key" --kubelet-preferred-address-types=InternalIP \
    --requestheader-client-ca-file="$PKI/ca.crt" --requestheader-extra-headers-prefix=X-Remote-Extra- \
    --requestheader-group-headers=X-Remote-Group --requestheader-username-headers=X-Remote-User \
    --proxy-client-cert-file="$PKI/admin.crt" --proxy-client-key-file="$PKI/admin.key" --enable-aggregator-routing=true
  define controllers "$KUBE/kube-controller-manager" --kubeconfig="$DIR/admin.conf" --leader-elect=false --bind-address=$HOST_IP \
    --use-service-account-credentials --service-account-private-key-file="$PKI/sa.key" --root-ca-file="$PKI/ca.crt" \
    --flex-volume-plugin-dir="$DIR/kubelet/volume-plugins" "$@"
  define scheduler "$KUBE/kube-scheduler" --kubeconfig="$DIR/admin.conf" --leader-elect=false --bind-address=$HOST_IP
}
