namespace PortSafe.Grains.Mail;

/// <summary>Thrown from the hook before a message's body when the message may not leave after all; the transport then sends nothing.</summary>
public sealed class SendWithdrawnException() : Exception("The message may not leave: its sender no longer has it.");
