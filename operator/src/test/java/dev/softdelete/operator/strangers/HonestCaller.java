package dev.softdelete.operator.strangers;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;

/** Asks again and again, and notes how long each answer took. */
final class HonestCaller implements AutoCloseable {
  private static final Duration BETWEEN = Duration.ofMillis(50);

  private final HttpRequest request;
  private final SSLContext tls;
  private final boolean keepsConnection;
  private final Thread thread = Thread.ofPlatform().unstarted(this::ask);
  private final CountDownLatch first = new CountDownLatch(1);
  private volatile boolean enough;

  /** What happened, for the thread alone until it has ended. */
  private final List<Duration> answers = new ArrayList<>();

  private volatile String failure = "";

  private HonestCaller(HttpRequest request, SSLContext tls, boolean keepsConnection) {
    this.request = request;
    this.tls = tls;
    this.keepsConnection = keepsConnection;
  }

  /** An API server that keeps its connection, or opens one for each request. */
  static HonestCaller apiServer(
      int port, SSLContext tls, Duration patience, boolean keepsConnection) {
    var review =
        HttpRequest.newBuilder(
                URI.create("https://127.0.0.1:" + port + ServerMain.SECRET + "/ask?timeout=10s"))
            .timeout(patience)
            .POST(BodyPublishers.ofString("{\"request\": {\"uid\": \"1\", \"object\": {}}}"))
            .build();
    return new HonestCaller(review, tls, keepsConnection).started();
  }

  static HonestCaller kubelet(int port, SSLContext tls, Duration patience) {
    var probe =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/healthz"))
            .timeout(patience)
            .build();
    return new HonestCaller(probe, tls, false).started();
  }

  private HonestCaller started() {
    thread.start();
    return this;
  }

  private void ask() {
    HttpClient client = client();
    while (!enough && failure.isEmpty()) {
      long begun = System.nanoTime();
      try {
        int code = client.send(request, BodyHandlers.discarding()).statusCode();
        answers.add(Duration.ofNanos(System.nanoTime() - begun));
        failure = code == 200 ? "" : "answered with " + code;
        first.countDown();
        Thread.sleep(BETWEEN);
      } catch (IOException e) {
        failure = e.toString();
      } catch (InterruptedException e) {
        return;
      }
      if (!keepsConnection) {
        client.shutdownNow();
        client = client();
      }
    }
    client.shutdownNow();
  }

  /** Waits for the first answer: an API server has called before the strangers come. */
  void awaitFirst() {
    try {
      if (!first.await(1, TimeUnit.MINUTES)) {
        throw new IllegalStateException("no answer: " + failure);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private HttpClient client() {
    return HttpClient.newBuilder().sslContext(tls).version(HttpClient.Version.HTTP_1_1).build();
  }

  /** Returns why there was no good answer; empty if there was one each time. */
  String failure() {
    return failure;
  }

  List<Duration> answers() {
    return answers;
  }

  @Override
  public void close() {
    enough = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
