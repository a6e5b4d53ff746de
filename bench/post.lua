-- Posts notices; prints the same report as report.lua.
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
wrk.headers["Authorization"] = "Bearer " .. os.getenv("ADMIN_TOKEN")
wrk.body = '{"titulo": "Algo ocurre aqui", "descripcion": "Descripcion de test!", "campus": "UGR"}'

dofile(debug.getinfo(1, "S").source:match("@(.*/)") .. "report.lua")
