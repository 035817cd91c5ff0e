package dev.softdelete.operator.startup;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.NameReservation;
import dev.softdelete.api.SoftDeletePolicy;
import dev.softdelete.operator.kube.Json;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.fabric8.kubernetes.client.impl.KubernetesClientImpl;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;

/** Creates clients from the usual KUBECONFIG, or from the Pod's ServiceAccount. */
public final class Clients {
  private static final String METADATA_LIST =
      "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,application/json";

  /**
   * The media type for a watch. If a watch asks for lists, the API server closes the connection at
   * the first event.
   */
  private static final String METADATA_EVENTS =
      "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1,application/json";

  /**
   * The client must not retry. Every caller tries again by itself and reports in the meantime what
   * is wrong. If the client sent a request again within the call, a leader would notice too late
   * that its lease is not renewed.
   */
  private static final int RETRIES = 0;

  private static final List<Class<? extends KubernetesResource>> TYPES =
      List.of(
          Status.class,
          Namespace.class,
          Lease.class,
          SoftDeletePolicy.class,
          DeletedResource.class,
          NameReservation.class);

  private Clients() {}

  public static KubernetesClient full() {
    return full(Map.of());
  }

  /**
   * Returns a client that reads and writes whole objects.
   *
   * @param interceptors the HTTP interceptors by name; each sees the requests and their responses
   */
  public static KubernetesClient full(Map<String, Interceptor> interceptors) {
    Kubeconfig.check(System.getenv());
    Config config = Config.autoConfigure(null);
    config.setUserAgent("soft-delete-operator");
    config.setRequestRetryBackoffLimit(RETRIES);
    return new KubernetesClientBuilder()
        .withConfig(config)
        .withHttpClientFactory(new JdkHttpClientFactory())
        .withHttpClientBuilderConsumer(http -> interceptors.forEach(http::addOrReplaceInterceptor))
        .withTaskExecutor(Executors.newVirtualThreadPerTaskExecutor())
        .withKubernetesSerialization(serialization(new ObjectMapper()))
        .build();
  }

  /**
   * Returns a client that asks only for metadata, which makes watches 6 to 10 times cheaper. It
   * shares the connections of the full client, and ends with it.
   */
  public static KubernetesClient metadataOnly(KubernetesClient full) {
    HttpClient http =
        full.getHttpClient()
            .newBuilder()
            .addOrReplaceInterceptor(
                "METADATA_ONLY",
                new Interceptor() {
                  @Override
                  public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
                    builder.setHeader("Accept", accept(request.uri()));
                  }
                })
            .build();
    return new KubernetesClientImpl(
        http,
        full.getConfiguration(),
        Executors::newVirtualThreadPerTaskExecutor,
        serialization(toleratingNullLists()));
  }

  /**
   * Registers only the types that we use, because a search for all types takes time at each start.
   */
  static KubernetesSerialization serialization(ObjectMapper mapper) {
    var serialization = new KubernetesSerialization(mapper, false);
    TYPES.forEach(serialization::registerKubernetesResource);
    return serialization;
  }

  static String accept(URI request) {
    String query = request.getQuery();
    return query != null && query.contains("watch=true") ? METADATA_EVENTS : METADATA_LIST;
  }

  /**
   * Reads {@code items: null} as an empty list. The API server sends an empty metadata list in that
   * form, and an informer fails on it.
   */
  private static ObjectMapper toleratingNullLists() {
    var mapper = new ObjectMapper(Json.factory());
    mapper.configOverride(List.class).setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY));
    return mapper;
  }

  /** Returns the configured URL of the API server. */
  public static String server() {
    return Config.autoConfigure(null).getMasterUrl();
  }
}
