package dev.softdelete.operator.port;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;

/**
 * Drops what still arrives after the last answer, without decrypting it. If the connection were
 * closed while its peer still sends, the peer might not see the answer.
 */
final class Farewell extends ChannelInboundHandlerAdapter {

  /** Says that nothing more will be sent; the peer then closes the connection, or we do soon. */
  static void say(Channel channel) {
    if (!channel.isOpen()) {
      return;
    }
    SslHandler tls = channel.pipeline().get(SslHandler.class);
    channel.pipeline().addFirst(new Farewell());
    channel.config().setAutoRead(true);
    if (tls == null) {
      shutDown((SocketChannel) channel);
    } else {
      tls.closeOutbound().addListener(_ -> shutDown((SocketChannel) channel));
    }
  }

  private static void shutDown(SocketChannel channel) {
    var _ = channel.shutdownOutput();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ReferenceCountUtil.release(message);
  }
}
