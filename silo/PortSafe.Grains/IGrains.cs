namespace PortSafe.Grains;

/// <summary>How everyone finds a grain. Which engine answers, callers do not know.</summary>
public interface IGrains
{
    /// <summary>The grain of that kind and key; it need not exist yet.</summary>
    /// <typeparam name="TGrain">A grain interface such as <see cref="Ports.IPortGrain"/>.</typeparam>
    /// <param name="key">The grain's key in canonical form: a LOCODE, a quarter.</param>
    TGrain Get<TGrain>(string key) where TGrain : class;
}
