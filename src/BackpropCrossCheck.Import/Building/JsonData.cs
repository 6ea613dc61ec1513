using System.Text;
using System.Text.Json;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Fixtures.Reading;
using BackpropCrossCheck.Import.Tensors;

namespace BackpropCrossCheck.Import.Building;

/// <summary>Reads inputs or labels from JSON: an array of rows, an array of numbers, or an object with a field for them.</summary>
internal static class JsonData
{
    /// <summary>Reads an array.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="file">Its path, for errors.</param>
    /// <param name="role">inputs or labels: the field, if the file is an object.</param>
    /// <exception cref="FixtureException">There is no such array.</exception>
    public static Tensor Read(ReadOnlySpan<byte> bytes, string file, string role)
    {
        ReadOnlySpan<byte> text = FixtureText.Of(bytes, file, "JSON");
        var cursor = new JsonCursor(text, file);
        try
        {
            cursor.Read();
            if (cursor.Kind == JsonTokenType.StartObject)
            {
                Find(ref cursor, role);
            }

            NumberRows rows = LabelReader.Read(ref cursor);
            Tensor.CountOf(file, role, [rows.Rows, rows.Columns]);
            return new Tensor(role, rows.AreClasses ? [rows.Rows] : [rows.Rows, rows.Columns], rows.Values[..(rows.Rows * rows.Columns)]);
        }
        catch (JsonException)
        {
            throw FaultLocation.Syntax(text, file, cursor.Offset);
        }
    }

    private static void Find(ref JsonCursor cursor, string role)
    {
        int offset = cursor.Offset;
        while (cursor.Read() && cursor.Kind == JsonTokenType.PropertyName)
        {
            bool isIt = Encoding.UTF8.GetString(cursor.Written) == role;
            cursor.Read();
            if (isIt)
            {
                return;
            }

            cursor.Skip();
        }

        throw cursor.FaultAt(offset, $"this object has no field \"{role}\"; an array of rows, or an object with that field, is expected.");
    }
}
