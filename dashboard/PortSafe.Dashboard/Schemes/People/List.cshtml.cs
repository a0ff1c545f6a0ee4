using Microsoft.AspNetCore.Mvc;
using PortSafe.Grains.Ports;
using PortSafe.Grains.Schemes;

namespace PortSafe.Dashboard.Schemes.People;

/// <summary>Who manages a port, leads its scheme and deputises, and who was asked for.</summary>
public sealed class ListModel(SchemeContacts contacts, PortDirectory register, ColleagueDesk desk) : PeoplePage(contacts, register)
{
    [TempData(Key = DoneKey)]
    public string? Done { get; set; }

    public PeopleView View => new(Port, People, MayName, MayAsk);

    public IReadOnlyList<ColleagueRequest> Requests { get; private set; } = [];

    public async Task OnGetAsync() => Requests = (await desk.ListAsync(Port, Actor, Gone)).Value ?? [];
}
