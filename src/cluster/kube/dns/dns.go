// Package dns answers for the names of services: NAME.NAMESPACE.svc.cluster.local.
//
// It exists because pods find each other by name in any real cluster, while CoreDNS would draw in other versions of what
// Kubernetes itself is built from. No other name exists here, for nothing outside can be reached.
package dns

import (
	"net"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/net/dns/dnsmessage"
	core "k8s.io/api/core/v1"
	discovery "k8s.io/api/discovery/v1"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/client-go/informers"
	"k8s.io/client-go/kubernetes"
	corelist "k8s.io/client-go/listers/core/v1"
	discoverylist "k8s.io/client-go/listers/discovery/v1"
	"k8s.io/client-go/tools/clientcmd"
)

const ttl = 5 // seconds, as CoreDNS gives

// NewCommand is the program: it listens once it knows the services, and then answers even if the API server is gone.
func NewCommand() *cobra.Command {
	var kubeconfig, address string
	command := &cobra.Command{Use: "cluster-dns", RunE: func(command *cobra.Command, _ []string) error {
		config, err := clientcmd.BuildConfigFromFlags("", kubeconfig)
		if err != nil {
			return err
		}
		client, err := kubernetes.NewForConfig(config)
		if err != nil {
			return err
		}
		factory := informers.NewSharedInformerFactory(client, 0)
		known := cluster{factory.Core().V1().Services().Lister(), factory.Discovery().V1().EndpointSlices().Lister()}
		factory.Start(command.Context().Done())
		factory.WaitForCacheSync(command.Context().Done())
		socket, err := net.ListenPacket("udp", address)
		if err != nil {
			return err
		}
		return known.serve(socket)
	}}
	command.Flags().StringVar(&kubeconfig, "kubeconfig", "", "how to reach the API server")
	command.Flags().StringVar(&address, "listen", "", "the UDP address to answer on")
	return command
}

type cluster struct {
	services corelist.ServiceLister
	slices   discoverylist.EndpointSliceLister
}

func (c cluster) serve(socket net.PacketConn) error {
	buffer := make([]byte, 65535)
	for {
		size, client, err := socket.ReadFrom(buffer)
		if err != nil {
			return err
		}
		var message dnsmessage.Message
		if message.Unpack(buffer[:size]) != nil || message.Response || len(message.Questions) != 1 {
			continue
		}
		c.answer(&message)
		if packed, err := message.Pack(); err == nil {
			_, _ = socket.WriteTo(packed, client)
		}
	}
}

// answer turns a query into its response. A name that exists without an address of the wanted type gets an empty one.
func (c cluster) answer(message *dnsmessage.Message) {
	question := message.Questions[0]
	addresses, exists := c.lookUp(question.Name.String())
	message.Header = dnsmessage.Header{ID: message.ID, Response: true, Authoritative: true, RecursionDesired: message.RecursionDesired}
	message.Additionals = nil
	if !exists {
		message.RCode = dnsmessage.RCodeNameError
	}
	if question.Type != dnsmessage.TypeA {
		return
	}
	for _, address := range addresses {
		if ip := net.ParseIP(address).To4(); ip != nil {
			message.Answers = append(message.Answers, dnsmessage.Resource{
				Header: dnsmessage.ResourceHeader{Name: question.Name, Class: dnsmessage.ClassINET, TTL: ttl},
				Body:   &dnsmessage.AResource{A: [4]byte(ip)},
			})
		}
	}
}

// lookUp gives a service's own address or, if it is headless, those of its ready pods.
func (c cluster) lookUp(name string) (addresses []string, exists bool) {
	parts := strings.Split(strings.TrimSuffix(strings.ToLower(name), ".svc.cluster.local."), ".")
	if len(parts) != 2 {
		return nil, false
	}
	service, err := c.services.Services(parts[1]).Get(parts[0])
	if err != nil {
		return nil, false
	}
	if service.Spec.ClusterIP != core.ClusterIPNone {
		return []string{service.Spec.ClusterIP}, true
	}
	slices, _ := c.slices.EndpointSlices(service.Namespace).List(labels.SelectorFromSet(labels.Set{discovery.LabelServiceName: service.Name}))
	for _, slice := range slices {
		for _, endpoint := range slice.Endpoints {
			if endpoint.Conditions.Ready == nil || *endpoint.Conditions.Ready {
				addresses = append(addresses, endpoint.Addresses...)
			}
		}
	}
	return addresses, true
}
