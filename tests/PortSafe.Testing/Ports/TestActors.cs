using PortSafe.Domain.Accounts;
using PortSafe.Domain.Ports;

namespace PortSafe.Testing.Ports;

/// <summary>One person in each role, and a second JMSC administrator for what takes two.</summary>
public static class TestActors
{
    public static Actor Admin { get; } = Actor.Person(Id(1), Role.JmscAdmin);

    public static Actor SecondAdmin { get; } = Actor.Person(Id(2), Role.JmscAdmin);

    public static Actor JmscAnalyst { get; } = Actor.Person(Id(3), Role.JmscAnalyst);

    public static Actor Editor { get; } = Actor.Person(Id(4), Role.Editor);

    public static Actor Approver { get; } = Actor.Person(Id(5), Role.Approver);

    public static Actor Analyst { get; } = Actor.Person(Id(6), Role.Analyst);

    public static Actor ManagerOf(params IReadOnlyList<Locode> ports) => Actor.Person(Id(7), Role.PortManager, ports);

    private static Guid Id(int number) => new(number, 0, 0, new byte[8]);
}
