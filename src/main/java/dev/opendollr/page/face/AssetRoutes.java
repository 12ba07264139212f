package dev.opendollr.page.face;

import dev.opendollr.base.http.Request;
import dev.opendollr.base.http.Response;
import dev.opendollr.base.http.Routes;
import dev.opendollr.base.http.Rules;
import dev.opendollr.base.problem.ProblemException;

/// The files that pages load, open to everybody.
public final class AssetRoutes implements Routes {
    private static final String NAME = "asset";

    private final Assets assets;

    public AssetRoutes(Assets assets) {
        this.assets = assets;
    }

    @Override
    public void routing(Rules rules) {
        rules.get(Assets.FOLDER + "{" + NAME + "}", this::file);
    }

    private void file(Request request, Response response) {
        assets.find(request.pathParameter(NAME))
                .orElseThrow(() -> ProblemException.notFound("File"))
                .handle(request, response);
    }
}
