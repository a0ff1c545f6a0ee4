using System.Text.Encodings.Web;
using System.Text.Json;
using PortSafe.Data;
using PortSafe.Domain;

namespace PortSafe.Silo.CommandLine;

/// <summary>Says how a verb ended: in words for people, or as one JSON document, and as an exit code.</summary>
/// <param name="json">Whether standard output is to be one JSON document and nothing else.</param>
public sealed class VerbAnswer(bool json, IVerbOutput output)
{
    private static readonly JsonSerializerOptions Json = CreateJson();

    /// <summary>The result.</summary>
    /// <param name="text">For people.</param>
    /// <param name="document">For programs.</param>
    public int Done(string text, object document)
    {
        output.Line(json ? JsonSerializer.Serialize(document, Json) : text);
        return ExitCode.Done;
    }

    public int Refuse(Error error) => Refuse(error.Message, ErrorDocument(error.Code, error.Message));

    /// <summary>It was understood, and refused.</summary>
    /// <param name="message">For people: what to do about it.</param>
    /// <param name="document">For programs.</param>
    public int Refuse(string message, object document)
    {
        Complain(message, document);
        return ExitCode.Refused;
    }

    /// <summary>The command line or its surroundings need mending first.</summary>
    public int Fail(string code, string message)
    {
        Complain(message, ErrorDocument(code, message));
        return ExitCode.Unusable;
    }

    private static object ErrorDocument(string code, string message) => new { Error = new { Code = code, Message = message } };

    private static JsonSerializerOptions CreateJson()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        DomainJson.Configure(options);
        return options;
    }

    private void Complain(string message, object document)
    {
        output.Note(message);
        if (json)
            output.Line(JsonSerializer.Serialize(document, Json));
    }
}
