namespace PortSafe.Domain.Subscribers;

/// <summary>An address as its owner recognises it, and nobody else can write to it.</summary>
public static class AddressMask
{
    /// <summary>The first letter and the domain, as in <c>s…@port.example</c>; of a single letter not even that.</summary>
    public static string Of(string email)
    {
        var at = email.LastIndexOf('@');
        return at > 1 ? $"{email[0]}…{email[at..]}" : $"…{email[Math.Max(0, at)..]}";
    }
}
