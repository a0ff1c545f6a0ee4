namespace PortSafe.Dashboard.Tests;

/// <summary>Tests that only read the sample sector, or change parts of it that no other test looks at, share one.</summary>
[CollectionDefinition(Name)]
public sealed class SiteCollection : ICollectionFixture<SampleSite>
{
    public const string Name = "sample site";
}
