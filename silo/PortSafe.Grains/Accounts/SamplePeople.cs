using PortSafe.Domain.Accounts;
using PortSafe.Domain.Ports;

namespace PortSafe.Grains.Accounts;

/// <summary>One person a role, and a second administrator so that two-person rules can be tried. Their addresses reach nobody.</summary>
public static class SamplePeople
{
    /// <summary>Compiles and submits the releases of the sample load.</summary>
    public static NewPerson Administrator { get; } = new("A. Officer", "a.officer@jmsc.example", Role.JmscAdmin);

    /// <summary>Approves them.</summary>
    public static NewPerson SecondAdministrator { get; } = new("B. Officer", "b.officer@jmsc.example", Role.JmscAdmin);

    /// <summary>Writes the newsletter.</summary>
    public static NewPerson Editor { get; } = new("D. Editor", "d.editor@jmsc.example", Role.Editor);

    /// <summary>Approves and sends it.</summary>
    public static NewPerson Approver { get; } = new("E. Approver", "e.approver@jmsc.example", Role.Approver);

    public static IReadOnlyList<NewPerson> All { get; } =
    [
        Administrator,
        SecondAdministrator,
        new("C. Analyst", "c.analyst@jmsc.example", Role.JmscAnalyst),
        Editor,
        Approver,
        new("F. Researcher", "f.researcher@university.example", Role.Analyst),
        new("S. Lead", "s.lead@felixstowe.example", Role.PortManager, Locode.Parse("GBFXT")),
    ];
}
