package dev.softdelete.operator.port;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.ServerChannelRecvByteBufAllocator;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves HTTP/1.1. One thread accepts, reads and writes, and never waits; handshakes have another
 * one. So a connection costs memory only, and {@link Connections} limits that.
 */
public final class Port implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Port.class);
  private static final int BACKLOG = 4096;

  /** A connection is read once before those that come after it have taken the whole room. */
  private static final int ACCEPTS_IN_ONE_ROOM = 16;

  private static final long MILLIS_BETWEEN_LOOKS = 250;
  private static final long MILLIS_TO_FINISH = 20;

  static {
    // Buffers are on the heap. Without this, Netty tries what the JVM is about to forbid.
    System.setProperty("io.netty.noUnsafe", "true");
    // Names channels in logs, which takes a look at each network interface.
    System.setProperty("io.netty.machineId", "00:00:00:00:00:00");
  }

  private final EventLoopGroup loop;
  private final Handshakes handshakes;
  private final Connections connections;
  private final Duration toFinish;

  /** Null until the port is open. */
  private volatile Channel listening;

  /**
   * Serves until it is closed.
   *
   * @param name the name of its threads
   * @param port the port to listen on; 0 for any free one
   * @param tls empty for plain HTTP
   * @param toFinish how long the requests that have begun may take when the port is closed
   * @throws IOException if the port is in use
   */
  public Port(
      String name,
      int port,
      Optional<SSLContext> tls,
      Limits limits,
      Duration toFinish,
      Service service)
      throws IOException {
    this.toFinish = toFinish;
    loop = new NioEventLoopGroup(1, Thread.ofPlatform().name(name).factory());
    handshakes = new Handshakes(name + "-handshakes", this::paceSoon);
    connections = new Connections(limits, System::nanoTime, this::pace);
    var bootstrap =
        new ServerBootstrap()
            .group(loop)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .option(
                ChannelOption.RCVBUF_ALLOCATOR,
                new ServerChannelRecvByteBufAllocator().maxMessagesPerRead(acceptsInARow(limits)))
            .childOption(ChannelOption.ALLOCATOR, UnpooledByteBufAllocator.DEFAULT)
            .childOption(ChannelOption.ALLOW_HALF_CLOSURE, false)
            .childOption(
                ChannelOption.RCVBUF_ALLOCATOR,
                new AdaptiveRecvByteBufAllocator(512, 2048, Limits.READ).maxMessagesPerRead(1))
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    open(channel, tls, service);
                  }
                });
    listening = bind(bootstrap, port);
    var _ =
        loop.scheduleWithFixedDelay(
            () -> {
              connections.closeOverdue();
              pace();
            },
            MILLIS_BETWEEN_LOOKS,
            MILLIS_BETWEEN_LOOKS,
            TimeUnit.MILLISECONDS);
  }

  private Channel bind(ServerBootstrap bootstrap, int port) throws IOException {
    var bound = bootstrap.bind(port).awaitUninterruptibly();
    if (bound.isSuccess()) {
      return bound.channel();
    }
    shutDown();
    throw new IOException(bound.cause().getMessage(), bound.cause());
  }

  private void open(SocketChannel channel, Optional<SSLContext> tls, Service service) {
    if (channel.remoteAddress() == null) {
      // The peer has gone already.
      var _ = channel.close();
      return;
    }
    var conversation = new Conversation(channel, connections, service);
    tls.ifPresent(context -> channel.pipeline().addLast(handshake(context)));
    channel
        .pipeline()
        .addLast(
            new HttpServerCodec(
                new HttpDecoderConfig()
                    .setMaxInitialLineLength(Limits.REQUEST_LINE)
                    .setMaxHeaderSize(Limits.HEADERS)
                    .setMaxChunkSize(Limits.READ)),
            conversation);
    conversation.open();
    pace();
  }

  private static int acceptsInARow(Limits limits) {
    return Math.max(1, limits.strangers().connections() / ACCEPTS_IN_ONE_ROOM);
  }

  /**
   * Accepts, or lets newcomers wait in the kernel: while those who are here have enough to be
   * computed, a newcomer could only take the place of somebody who waits for that.
   */
  private void pace() {
    Channel open = listening;
    if (open != null) {
      open.config().setAutoRead(!handshakes.enough() && !connections.crowded());
    }
  }

  private void paceSoon() {
    try {
      loop.execute(this::pace);
    } catch (RejectedExecutionException e) {
      log.debug("a handshake ends after the port was closed");
    }
  }

  private SslHandler handshake(SSLContext context) {
    SSLEngine engine = context.createSSLEngine();
    engine.setUseClientMode(false);
    SslHandler handler = new SslHandler(engine, handshakes);
    handler.setHandshakeTimeoutMillis(0); // Connections has a time limit for all of it.
    return handler;
  }

  public int number() {
    return ((InetSocketAddress) listening.localAddress()).getPort();
  }

  /** Accepts nothing any more, lets the requests that have begun finish, and ends. */
  @Override
  public void close() {
    if (loop.isShuttingDown()) {
      return;
    }
    long until = System.nanoTime() + toFinish.toNanos();
    listening.close().awaitUninterruptibly();
    loop.submit(connections::closeIdle).awaitUninterruptibly();
    while (busySoon() && System.nanoTime() < until) {
      loop.submit(connections::closeIdle).awaitUninterruptibly();
    }
    shutDown();
  }

  private boolean busySoon() {
    return loop.schedule(connections::busy, MILLIS_TO_FINISH, TimeUnit.MILLISECONDS)
        .awaitUninterruptibly()
        .getNow();
  }

  private void shutDown() {
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    handshakes.close();
  }
}
