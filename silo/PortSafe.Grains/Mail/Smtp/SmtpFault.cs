namespace PortSafe.Grains.Mail.Smtp;

/// <summary>The conversation cannot go on: the server broke the protocol, went away or took too long. The message names no address.</summary>
internal sealed class SmtpFault(string message, Exception? inner = null) : Exception(message, inner);
