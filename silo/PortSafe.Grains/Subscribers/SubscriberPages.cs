namespace PortSafe.Grains.Subscribers;

/// <summary>The addresses of a subscriber's own pages, as mail links to them.</summary>
public static class SubscriberPages
{
    /// <summary>Where an address is signed up.</summary>
    public const string SignUp = "/subscribe";

    /// <summary>Where somebody confirms that they want it: a GET asks, a POST does it.</summary>
    public static string Confirm(string token) => $"{SignUp}/{token}";
}
